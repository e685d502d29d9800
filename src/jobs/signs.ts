// The port by which processes tell each other who of the shop's people is there. A sign belongs to one sign-in of one
// person, lasts for some seconds and is brought again while it holds, so that a dead process's signs end by themselves.

export interface Signs {
  /** Brings what lives here and takes what lives anywhere. Throws when the others cannot be asked. */
  exchange(mine: MySigns): Promise<SharedSigns>;
  /** Calls `listener` when somebody brought news, which may also be our own; the returned function ends that. */
  onNews(listener: () => void): () => void;
}

export interface MySigns {
  /** Sign → milliseconds it lasts from now. */
  lasting: ReadonlyMap<string, number>;
  /** Signs that are over for good, whoever may still bring them. */
  ended: readonly string[];
  /** Others should look at once and not at their next turn. */
  isNews: boolean;
}

export interface SharedSigns {
  /** Sign → milliseconds it lasts still. */
  lasting: Map<string, number>;
  /** What was ended in the last two minutes. */
  ended: string[];
  /** Another one than the last time: what was shared is forgotten, and who is missing may not have been brought again yet. */
  memoryId: string;
}

/** How long an ended sign is remembered, longer than anybody goes on bringing it. */
export const endedIsKnownMs = 120_000;

/** Topic of the hint that somebody brought news. */
export const signsTopic = 'signs';
