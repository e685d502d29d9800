// Who is told first about a new wait. Routing never assigns: anybody may claim. Pure.
import type { Language } from '../conversation/types';

export interface Candidate {
  agentId: string;
  languages: string[];
  /** Conversations this agent has now. */
  load: number;
}

/** At most this many conversations are offered to one agent; a click is never limited. */
const mostOffered = 5;

/** Agents to alert at once: those who speak the language, of them the least loaded; when nobody fits, everybody. */
export function chooseFirstToTell(language: Language, online: Candidate[]): string[] {
  const able = online.filter((candidate) => candidate.languages.includes(language) && candidate.load < mostOffered);
  const pool = able.length > 0 ? able : online;
  const least = Math.min(...pool.map((candidate) => candidate.load));
  return pool.filter((candidate) => candidate.load === least).map((candidate) => candidate.agentId);
}
