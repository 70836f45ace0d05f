/** Work that can be left and gone on with: other reports have their turn where it yields. */
export type Steps<T> = Generator<void, T>;

/** Does all of the work at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The work in steps, told to end with what it has once so many milliseconds are over. */
export function* within<T>(work: Generator<void, T, boolean>, ms: number): Steps<T> {
  const end = performance.now() + ms;
  for (let isOver = false;;) {
    const { done, value } = work.next(isOver);
    if (done) return value;
    yield;
    isOver = performance.now() >= end;
  }
}
