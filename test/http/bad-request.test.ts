import { z } from 'zod';
import { describeMistakes } from '../../src/http/bad-request';

test.each([
  ['email', z.email(), 'must be an e-mail address'],
  ['clientId', z.string().regex(/^\w+$/), 'has characters or a form that is not allowed here'],
  ['clientId', z.string().regex(/^\w+$/, 'must be letters and digits.'), 'must be letters and digits'],
])('a wrong form of %s is a plain sentence', (field, schema, problem) => {
  const { error } = z.object({ [field]: schema }).safeParse({ [field]: 'a secret!' });
  expect(error && describeMistakes(error)).toMatchObject({ code: 'bad-request', message: `${field} ${problem}.` });
});
