/** Something to wait for: rings are remembered until somebody waits. */
export type Bell = { ring: () => void; wait: (longestMs: number) => Promise<void> };

export function createBell(): Bell {
  let hasRung = false;
  let wake: (() => void) | null = null;
  return {
    ring() {
      hasRung = true;
      wake?.();
    },
    wait(longestMs) {
      return new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer);
          wake = null;
          hasRung = false;
          resolve();
        };
        const timer = setTimeout(done, longestMs);
        wake = done;
        if (hasRung) done();
      });
    },
  };
}
