/** Tells refusals that no slowing down helps against from those of a limit. */
export interface RefusalNoise {
  /** Whether refusals are noise at present. */
  isOn(): boolean;
  /** A call was accepted. */
  accepted(): void;
  /** A call was refused. */
  refused(): void;
  /** A burst of refusals began, before or after slowing down was tried; true when they are noise from now on. */
  burst(isSlowed: boolean): boolean;
}

/** Bursts with so few accepted calls between them: a limit that is kept to has hundreds. */
const GAP = { least: 2, most: 200 };
/** So many of them in a row are noise; a limit is found with fewer. */
const BURSTS = 12;
/** Noise leaves most calls alone; counted over so many, refusals of more than this share are a limit after all. */
const CHECK = { calls: 100, refused: 40 };

/**
 * A server (or a gateway before it) that refuses a share of calls whatever their rate would slow a run down without end.
 * Bursts that keep coming at the same short distance although everything was slowed down again and again show it.
 */
export function refusalNoise(): RefusalNoise {
  let isNoise = false;
  let gap = 0;
  let bursts = 0;
  let calls = 0;
  let refusals = 0;
  const count = () => {
    if (!isNoise || ++calls < CHECK.calls) return;
    if (refusals > CHECK.refused) {
      isNoise = false;
      bursts = 0;
    }
    calls = 0;
    refusals = 0;
  };
  return {
    isOn: () => isNoise,
    accepted() {
      if (++gap >= GAP.most) {
        isNoise = false;
        bursts = 0;
      }
      count();
    },
    refused() {
      refusals++;
      count();
    },
    burst(isSlowed) {
      if (isSlowed && gap >= GAP.least && gap < GAP.most) bursts++;
      gap = 0;
      if (isNoise || bursts < BURSTS) return false;
      isNoise = true;
      calls = 0;
      refusals = 0;
      return true;
    },
  };
}
