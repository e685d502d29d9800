// What the console tells the people at work when something is not as it should be: closed words, shown in their language.

/** Worst first: the console shows one at a time. */
export const troubleKinds = [
  'store-away',
  'store-refuses-writes',
  'store-slow',
  'overloaded',
  'turns-late',
  'redis-down',
  'redis-evicts',
] as const;
export type TroubleKind = (typeof troubleKinds)[number];

export interface Trouble {
  kind: TroubleKind;
  since: Date;
}

/** What is wrong in this process now, worst first; empty when all is well. */
export interface Troubles {
  current(): readonly Trouble[];
  /** Returns the function that ends the listening. */
  onChange(listener: () => void): () => void;
}
