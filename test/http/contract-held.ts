// A type of the app against the shape that the contract gives it: what the compiler says also of fields that no answer of the
// tests happens to have.
import type { z } from 'zod';

/** Does not compile when `Type` gains, loses or changes a field, at any depth, and its shape does not; the error names it. */
export type Held<Type, Schema extends z.ZodType> = (
  real: Json<Type>,
) => [Difference<Json<Type>, z.output<Schema>>] extends [never]
  ? z.output<Schema>
  : Difference<Json<Type>, z.output<Schema>>;

/** What JSON makes of a value. */
type Json<T> = T extends Date
  ? string
  : T extends (infer Item)[]
    ? Json<Item>[]
    : T extends object
      ? { [K in keyof T]: Json<T[K]> }
      : T;

type Difference<Real, Shape> = FieldsBeyond<Real, Shape> | FieldsBeyond<Shape, Real>;

/** Names of fields that `Other` does not have; where either has any name, none. */
type FieldsBeyond<One, Other> = One extends (infer Item)[]
  ? FieldsBeyond<Item, Other extends (infer OtherItem)[] ? OtherItem : never>
  : One extends object
    ? string extends keyof One | FieldOf<Other>
      ? never
      : {
          [K in keyof One]-?: K extends FieldOf<Other> ? FieldsBeyond<NonNullable<One[K]>, At<Other, K>> : K;
        }[keyof One]
    : never;

/** Of a union: a field of any of its members. */
type FieldOf<T> = T extends unknown ? keyof T : never;
type At<T, K> = T extends unknown ? (K extends keyof T ? NonNullable<T[K]> : never) : never;
