// The shop's people: who may sign in, in which role. Changes run one after another, so that two administrators cannot
// remove each other at the same moment.
import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import { CareError } from '../errors';
import type { PresenceState } from '../handoff/presence';
import type { Role } from '../route';
import { isDuplicate } from '../store/duplicate';
import type { AgentDocument } from '../store/models/agent';
import type { Store } from '../store/store';
import { createPasswords, randomPassword } from './passwords';

export interface Person {
  id: string;
  email: string;
  name: string;
  roles: Role[];
  languages: string[];
  active: boolean;
  /** Sign-ins of an earlier generation are dead. */
  generation: number;
  /** What they chose to be while they are there. */
  presence: PresenceState;
}

interface NewPerson {
  email: string;
  name: string;
  password: string;
  roles: Role[];
  languages: string[];
}

interface PersonChange {
  name?: string | undefined;
  password?: string | undefined;
  roles?: Role[] | undefined;
  languages?: string[] | undefined;
  active?: boolean | undefined;
}

export interface People {
  /** The active person with this e-mail and password; null otherwise, without saying which was wrong. */
  verify(email: string, password: string): Promise<Person | null>;
  find(id: string): Promise<Person | null>;
  /** Those of `ids` who may sign in. */
  activeAmong(ids: readonly string[]): Promise<Person[]>;
  /** Everybody, by name. */
  list(): Promise<Person[]>;
  /** Throws 409 `email-taken`. */
  create(person: NewPerson): Promise<Person>;
  /** Throws 404 `no-such-agent` or 409 `last-administrator`. New roles, a new password and deactivation end sign-ins. */
  change(id: string, change: PersonChange): Promise<Person>;
  /** Null when `current` is wrong. Makes every sign-in dead; the caller renews the present one. */
  changePassword(id: string, current: string, next: string): Promise<Person | null>;
  choosePresence(id: string, state: PresenceState): Promise<void>;
  /** On a store without people creates the first administrator; `password` is set when it was made up here. */
  createFirst(email: string, password?: string): Promise<{ email: string; password: string | null } | null>;
  /** A new password for an administrator who lost theirs; creates, reactivates and promotes as needed. */
  resetAdministrator(email: string): Promise<{ email: string; password: string }>;
}

export interface PeopleParts {
  store: Pick<Store, 'agents'>;
  clock: Clock;
  /** Ends the person's sign-ins and what hangs on them. */
  endSignIns(agentId: string): Promise<void>;
  /** Returns what they hold to the line. */
  onDeactivated(agentId: string): Promise<void>;
}

const everyRole: Role[] = ['agent', 'manager', 'administrator'];

export function createPeople(parts: PeopleParts): People {
  const { agents } = parts.store;
  const passwords = createPasswords();
  const oneByOne = createLane();

  async function insert(person: NewPerson): Promise<Person> {
    const now = parts.clock.now();
    const { password, ...kept } = person;
    const document: AgentDocument = {
      ...kept,
      _id: randomUUID(),
      email: accountOf(person.email),
      active: true,
      passwordHash: await passwords.hash(password),
      generation: 1,
      presence: 'online',
      createdAt: now,
      changedAt: now,
    };
    try {
      await agents.create(document);
    } catch (fault) {
      if (!isDuplicate(fault)) throw fault;
      throw new CareError('email-taken', 'Somebody with this e-mail address exists already.', { status: 409 });
    }
    return personOf(document);
  }

  async function write(id: string, fields: Partial<AgentDocument>, endsSignIns: boolean): Promise<Person> {
    const update = { $set: { ...fields, changedAt: parts.clock.now() }, $inc: { generation: endsSignIns ? 1 : 0 } };
    const written = await agents.findOneAndUpdate({ _id: id }, update, { returnDocument: 'after' }).lean();
    if (written === null) throw noSuchAgent();
    return personOf(written);
  }

  async function change(id: string, { password, ...asked }: PersonChange): Promise<Person> {
    const before = await agents.findById(id).lean();
    if (before === null) throw noSuchAgent();
    const fields: Partial<AgentDocument> = withoutUndefined(asked);
    if (password !== undefined) fields.passwordHash = await passwords.hash(password);
    const after = { ...before, ...fields };
    if (isAdministrator(before) && !isAdministrator(after)) await refuseForLast();
    const isGone = before.active && !after.active;
    const endsSignIns = isGone || password !== undefined || !isSameSet(before.roles, after.roles);
    const person = await write(id, fields, endsSignIns);
    if (endsSignIns) await parts.endSignIns(id);
    if (isGone) await parts.onDeactivated(id);
    return person;
  }

  async function refuseForLast(): Promise<void> {
    if ((await agents.countDocuments({ active: true, roles: 'administrator' })) > 1) return;
    throw new CareError('last-administrator', 'At least one active administrator must remain.', { status: 409 });
  }

  return {
    async verify(email, password) {
      const agent = await agents.findOne({ email: accountOf(email) }).lean();
      const isRight = await passwords.matches(agent?.active === true ? agent.passwordHash : null, password);
      return isRight && agent !== null ? personOf(agent) : null;
    },
    async find(id) {
      const agent = await agents.findById(id).lean();
      return agent === null ? null : personOf(agent);
    },
    async activeAmong(ids) {
      return (await agents.find({ _id: { $in: [...ids] }, active: true }).lean()).map(personOf);
    },
    async list() {
      return (await agents.find().lean()).map(personOf).sort((a, b) => a.name.localeCompare(b.name, 'en'));
    },
    create: (person) => oneByOne(() => insert(person)),
    change: (id, asked) => oneByOne(() => change(id, asked)),
    changePassword: (id, current, next) =>
      oneByOne(async () => {
        const agent = await agents.findById(id).lean();
        if (!(await passwords.matches(agent?.passwordHash ?? null, current))) return null;
        return write(id, { passwordHash: await passwords.hash(next) }, true);
      }),
    async choosePresence(id, state) {
      await agents.updateOne({ _id: id }, { $set: { presence: state } });
    },
    createFirst: (email, password) =>
      oneByOne(async () => {
        if ((await agents.countDocuments({})) > 0) return null;
        const first = password ?? randomPassword();
        try {
          await insert(administrator(email, first));
        } catch (fault) {
          // Another process started at the same moment: its password is the one that was printed.
          if (fault instanceof CareError && fault.code === 'email-taken') return null;
          throw fault;
        }
        return { email: accountOf(email), password: password === undefined ? first : null };
      }),
    resetAdministrator: (email) =>
      oneByOne(async () => {
        const password = randomPassword();
        const agent = await agents.findOne({ email: accountOf(email) }).lean();
        if (agent === null) await insert(administrator(email, password));
        else {
          const roles = [...new Set<Role>([...agent.roles, 'administrator'])];
          await write(agent._id, { passwordHash: await passwords.hash(password), active: true, roles }, true);
          await parts.endSignIns(agent._id);
        }
        return { email: accountOf(email), password };
      }),
  };
}

/** The first person does everything until there are others; customers will read the name. */
function administrator(email: string, password: string): NewPerson {
  const words = (email.split('@', 1)[0] ?? '').split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
  return { email, name, password, roles: everyRole, languages: ['it', 'en'] };
}

function createLane(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const result = last.then(task);
    last = result.catch(() => undefined);
    return result;
  };
}

function accountOf(email: string): string {
  return email.trim().toLowerCase();
}

function isAdministrator(agent: Pick<AgentDocument, 'active' | 'roles'>): boolean {
  return agent.active && agent.roles.includes('administrator');
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((entry) => other.includes(entry));
}

function withoutUndefined(change: Omit<PersonChange, 'password'>): Partial<AgentDocument> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

function noSuchAgent(): CareError {
  return new CareError('no-such-agent', 'There is no such person.', { status: 404 });
}

function personOf({ _id, email, name, roles, languages, active, generation, presence }: AgentDocument): Person {
  return { id: _id, email, name, roles, languages, active, generation, presence };
}
