// One reason for one signal, before the reasons are combined: a cue found in words, in tone or in the course of the conversation.
import type { Signal } from './cues/cue';

export interface Trace {
  /** The cue's kebab-case name, without its signal. */
  name: string;
  signal: Signal;
  /** How far this trace alone raises the signal, 0–1. */
  weight: number;
  start: number;
  end: number;
}
