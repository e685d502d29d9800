// The shop's people: everybody may see them, administrators change them.
import { z } from 'zod';
import { languages } from '../conversation/types';
import type { Presence } from '../handoff/presence';
import { defineRoute, type Route } from '../route';
import type { People, Person } from './people';
import { passwordSchema } from './session-routes';

export interface PeopleRouteParts {
  people: People;
  presence: Presence;
}

const nameSchema = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .refine((name) => !/\p{C}/u.test(name), 'contains characters that cannot be shown');
const rolesSchema = z
  .array(z.enum(['agent', 'manager', 'administrator']))
  .min(1)
  .max(3)
  .transform((roles) => [...new Set(roles)]);
const languagesSchema = z
  .array(z.enum(languages))
  .min(1)
  .max(languages.length)
  .transform((spoken) => [...new Set(spoken)]);
const newPersonSchema = z.object({
  email: z.email().max(254),
  name: nameSchema,
  password: passwordSchema,
  roles: rolesSchema,
  languages: languagesSchema.default([...languages]),
});
const changeSchema = z.object({
  name: nameSchema.optional(),
  password: passwordSchema.optional(),
  roles: rolesSchema.optional(),
  languages: languagesSchema.optional(),
  active: z.boolean().optional(),
});

/** `/api/agents` and `/api/agents/:id`. */
export function createPeopleRoutes({ people, presence }: PeopleRouteParts): Route[] {
  const describe = ({ id, name, email, roles, languages, active }: Person) => ({
    id,
    name,
    email,
    roles,
    languages,
    active,
    presence: presence.stateOf(id),
  });
  return [
    {
      method: 'GET',
      path: '/api/agents',
      async handle() {
        return { status: 200, json: { items: (await people.list()).map(describe), nextCursor: null } };
      },
    },
    defineRoute({
      method: 'POST',
      path: '/api/agents',
      body: { kind: 'json', schema: newPersonSchema },
      async handle({ body }) {
        return { status: 201, json: describe(await people.create(body)) };
      },
    }),
    defineRoute({
      method: 'PATCH',
      path: '/api/agents/:id',
      body: { kind: 'json', schema: changeSchema },
      async handle({ params, body }) {
        return { status: 200, json: describe(await people.change(params.id ?? '', body)) };
      },
    }),
  ];
}
