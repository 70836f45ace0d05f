const MINUTE = 60_000;
const DAY = 86_400_000;

/** A clock that is so far ahead of the last moment known to be right may be wrong … */
const AHEAD = 7 * DAY;
/** … as may be one that is so far behind it … */
const BEHIND = DAY;
/** … until it has gone on without a jump for so long. */
const PATIENCE = { ahead: 2 * 60 * MINUTE, behind: DAY };
/** A clock that is put right by less than this has not jumped. */
const JUMP = MINUTE;
/** A moment is remembered again when so much time has passed. */
const OFTEN = 60 * MINUTE;

/** What a {@link TrustedClock} works with; times in milliseconds. */
export interface TrustedClockOptions {
  /** Since the epoch. */
  now: () => number;
  /** Since any moment; it never jumps. */
  monotonic: () => number;
  /** The last moment that is known to be right: a trusted one, or that of the newest exchange. */
  known: () => number | null;
  /** Keeps a moment for the next start. */
  remember: (moment: number) => void;
}

/** What time it is, as far as it may be relied on. */
export interface Reading {
  now: number;
  /** Whether something may be deleted because of it: it is not too late, that is. */
  isNotAhead: boolean;
  /** Whether it is right, neither too late nor too early. */
  isRight: boolean;
}

/**
 * A clock for what deletes. A machine may believe for a minute after its start that it is 2036: what
 * was deleted then because of its age would be gone.
 */
export class TrustedClock {
  readonly #options: TrustedClockOptions;
  #known: number | null | undefined;
  #remembered = -Infinity;
  #doubt: { since: number; offset: number } | null = null;

  constructor(options: TrustedClockOptions) {
    this.#options = options;
  }

  /** Reads the clock; again and again, so that it sees jumps. */
  read(): Reading {
    const now = this.#options.now();
    this.#known ??= this.#options.known();
    if (this.#known === null || this.#known === undefined) {
      return { now, isNotAhead: true, isRight: true };
    }
    const ahead = now - this.#known;
    if (ahead <= AHEAD && ahead >= -BEHIND) {
      this.#doubt = null;
    } else if (this.#steadyFor(now) < (ahead > 0 ? PATIENCE.ahead : PATIENCE.behind)) {
      return { now, isNotAhead: ahead <= 0, isRight: false };
    }
    this.#known = now;
    if (Math.abs(now - this.#remembered) >= OFTEN) {
      this.#options.remember(now);
      this.#remembered = now;
    }
    return { now, isNotAhead: true, isRight: true };
  }

  /** For how long the clock, which is doubted, has gone on without a jump. */
  #steadyFor(now: number): number {
    const monotonic = this.#options.monotonic();
    const offset = now - monotonic;
    if (this.#doubt === null || Math.abs(offset - this.#doubt.offset) > JUMP) {
      this.#doubt = { since: monotonic, offset };
    }
    return monotonic - this.#doubt.since;
  }
}
