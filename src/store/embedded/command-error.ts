// The refusals the engine sends over the wire, with MongoDB's own codes, so that the driver and mongoose read them as usual.

const CODES = {
  InternalError: 1,
  BadValue: 2,
  FailedToParse: 9,
  Unauthorized: 13,
  TypeMismatch: 14,
  Overflow: 15,
  ProtocolError: 17,
  AuthenticationFailed: 18,
  IllegalOperation: 20,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  InvalidIdField: 53,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  CommandNotSupported: 115,
  CannotIndexArray: 171,
  MechanismUnavailable: 334,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
  OutOfDiskSpace: 14031,
} as const;

type Facts = Record<string, unknown>;

export type CommandErrorName = keyof typeof CODES;

/** A refusal with MongoDB's code; `facts` are added to the reply (keyPattern and keyValue of a duplicate). */
export class CommandError extends Error {
  readonly code: number;

  constructor(
    readonly codeName: CommandErrorName,
    message: string,
    readonly facts: Facts = {},
  ) {
    super(message);
    this.code = CODES[codeName];
  }
}

/** What the wire says of any fault: our own refusals as they are, everything else as an internal error. */
export function describeError(fault: unknown): { code: number; codeName: string; errmsg: string } & Facts {
  if (fault instanceof CommandError) {
    return { ...fault.facts, code: fault.code, codeName: fault.codeName, errmsg: fault.message };
  }
  if (fault instanceof RangeError && /call stack/.test(fault.message)) {
    return { code: CODES.Overflow, codeName: 'Overflow', errmsg: 'the command is nested too deeply' };
  }
  const errmsg = fault instanceof Error ? fault.message : 'unknown fault';
  // The caller may try again when there is room.
  if (/disk is full|disk I\/O error|readonly database/.test(errmsg)) {
    return { code: CODES.OutOfDiskSpace, codeName: 'OutOfDiskSpace', errmsg };
  }
  return { code: CODES.InternalError, codeName: 'InternalError', errmsg };
}
