// The shop's people: who may sign in, in which role. Changes of one process run one after another; across processes each is
// one conditional write.
import { randomUUID } from 'node:crypto';
import { type Clock, pause } from '../clock';
import { CareError } from '../errors';
import type { PresenceState } from '../handoff/presence';
import type { Role } from '../route';
import { isDuplicate } from '../store/duplicate';
import type { AgentDocument } from '../store/models/agent';
import type { Store } from '../store/store';
import { administratorRows, isNoAdministrator, stepDown } from './administrators';
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

interface Write {
  /** What must hold of the stored person. */
  condition: Record<string, unknown>;
  fields: Partial<AgentDocument>;
  endsSignIns: boolean;
}

const mostTries = 20;
const retryMs = 10;
const everyRole: Role[] = ['agent', 'manager', 'administrator'];

export function createPeople(parts: PeopleParts): People {
  const { agents } = parts.store;
  const passwords = createPasswords();
  const oneByOne = createLane();
  const administrators = administratorRows(agents);

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

  /** Null when the person is not, or no longer, what `condition` says. */
  async function write(id: string, { condition, fields, endsSignIns }: Write): Promise<Person | null> {
    const update = { $set: { ...fields, changedAt: parts.clock.now() }, $inc: { generation: endsSignIns ? 1 : 0 } };
    const written = await agents
      .findOneAndUpdate({ _id: id, ...condition }, update, { returnDocument: 'after' })
      .lean();
    return written === null ? null : personOf(written);
  }

  async function change(id: string, { password, ...asked }: PersonChange): Promise<Person> {
    const fields: Partial<AgentDocument> = withoutUndefined(asked);
    if (password !== undefined) fields.passwordHash = await passwords.hash(password);
    for (let tries = 1; tries <= mostTries; tries++) {
      const before = await agents.findById(id).lean();
      if (before === null) throw noSuchAgent();
      const after = { ...before, ...fields };
      const isGone = before.active && !after.active;
      const endsSignIns = isGone || password !== undefined || !isSameSet(before.roles, after.roles);
      const person = await writeChange(before, after, { fields, endsSignIns });
      if (person !== null) {
        if (endsSignIns) await parts.endSignIns(id);
        if (isGone) await parts.onDeactivated(id);
        return person;
      }
      await pause(parts.clock, Math.random() * tries * retryMs);
    }
    throw new CareError('people-busy', 'This person is being changed elsewhere; try again.', {
      status: 503,
      retryable: true,
    });
  }

  /** Null when somebody else changed meanwhile what this was judged by. */
  function writeChange(before: AgentDocument, after: AgentDocument, asked: Omit<Write, 'condition'>) {
    const id = before._id;
    if (isAdministrator(after)) return write(id, { ...asked, condition: {} });
    if (!isAdministrator(before)) return write(id, { ...asked, condition: isNoAdministrator });
    return stepDown(administrators, id, (leaving) => write(id, { ...asked, condition: { leaving } }));
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
        if (!(await passwords.matches(agent?.passwordHash ?? null, current)) || agent === null) return null;
        const fields = { passwordHash: await passwords.hash(next) };
        return write(id, { condition: { passwordHash: agent.passwordHash }, fields, endsSignIns: true });
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
          const fields = { passwordHash: await passwords.hash(password), active: true, roles };
          await write(agent._id, { condition: {}, fields, endsSignIns: true });
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
