// How a shape of the domain lies in the store: its `id` is MongoDB's `_id`.
export type Stored<T extends { id: string }> = Omit<T, 'id'> & { _id: string };

export function toStored<T extends { id: string }>(value: T): Stored<T> {
  const { id, ...rest } = value;
  return { ...rest, _id: id };
}

export function fromStored<T extends { id: string }>(document: Stored<T>): T {
  const { _id, ...rest } = document;
  return { ...rest, id: _id } as unknown as T;
}
