import type { ErrorData } from '../../../../shared/errors.ts';
import type { WatchRule } from '../../../../shared/watch/rule.ts';
import type { Clock } from '../../ports.ts';
import { errorData } from '../../transfers/retry.ts';
import type { LogFile } from './logFile.ts';
import { ROTATIONS } from './rotate.ts';

/** From the end of a run to the upload: what is logged right after it is in it. */
const SOON_MS = 1000;
/** After a failure it is tried again after the rule's own seconds or this, and then ever later. */
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 3_600_000;

type LogUpload = NonNullable<WatchRule['logUpload']>;

/** Uploads one rule's log over itself. */
export type LogUploader = {
  /** There is a new line. */
  changed(): void;
  /** A file was put by that has so many lines, with those before it. */
  rotated(lines: number): void;
  runEnded(): void;
  /** Why the last try failed. */
  error(): ErrorData | null;
  /** Uploads what has not been yet, unless that failed the last time; nothing is uploaded afterwards. */
  finish(): Promise<void>;
};

type Deps = {
  rule: () => WatchRule | null;
  file: Pick<LogFile, 'read' | 'readRotated' | 'added'>;
  upload: (rule: WatchRule, bytes: Buffer) => Promise<{ versionId: string | null }>;
  clock: Clock;
  /** Each upload. */
  onUploaded: (facts: { key: string; versionId: string | null; bytes: number }) => void;
  /** The first failure after a success. */
  onFailed: (key: string, error: ErrorData) => void;
};

/**
 * The current file is uploaded as it is at that moment: at most so many seconds after a line, soon after a run, never
 * twice at once, and not when there is nothing new. A file that was put by before its last lines were uploaded goes
 * first, so that no line is missing from the versions of the object.
 */
export function createLogUploader({ rule, file, upload, clock, onUploaded, onFailed }: Deps): LogUploader {
  /** Lines that are on the server. */
  let sent = 0;
  /** Files put by that have lines which are not. */
  let unsentFiles = 0;
  let failures = 0;
  let error: ErrorData | null = null;
  let triedAt = Number.NEGATIVE_INFINITY;
  let due: number | null = null;
  let alarm = new AbortController();
  let running: Promise<void> | null = null;
  let isFinished = false;

  const settings = (): LogUpload | null => rule()?.logUpload ?? null;
  const everyMs = () => (settings()?.everySeconds ?? 0) * 1000;
  const firstPauseMs = () => Math.min(everyMs(), FIRST_PAUSE_MS);
  const pauseMs = () => Math.min(LONGEST_PAUSE_MS, firstPauseMs() * 2 ** Math.min(failures - 1, 20));
  const hasNew = () => file.added() > sent;

  function disarm() {
    due = null;
    alarm.abort();
  }

  function wakeAt(time: number) {
    if (isFinished || (due !== null && due <= time)) return;
    disarm();
    due = time;
    alarm = new AbortController();
    const { signal } = alarm;
    clock.sleep(Math.max(0, time - clock.now()), signal).then(ring, (reason: unknown) => {
      if (!signal.aborted) throw reason;
    });
  }

  function ring() {
    // One that is under way looks at `due` when it ends.
    if (!running) start();
  }

  function start() {
    due = null;
    running = attempt().finally(() => {
      running = null;
      if (due !== null && due <= clock.now()) start();
      else if (settings() && hasNew()) wakeAt(clock.now() + (failures > 0 ? pauseMs() : everyMs()));
    });
  }

  async function send(current: WatchRule, key: string, bytes: Buffer) {
    const { versionId } = await upload(current, bytes);
    onUploaded({ key, versionId, bytes: bytes.byteLength });
  }

  async function attempt() {
    const current = rule();
    const key = current?.logUpload?.key;
    if (!current || key === undefined) return;
    triedAt = clock.now();
    try {
      for (let isBehind = false; ; isBehind = true) {
        // First, as reading may put the file by.
        const { bytes, lines } = await file.read();
        if (unsentFiles === 0) {
          if (lines > sent || isBehind) await send(current, key, bytes);
          sent = lines;
          break;
        }
        const older = await file.readRotated(unsentFiles);
        if (older) await send(current, key, older);
        unsentFiles -= 1;
      }
      failures = 0;
      error = null;
    } catch (cause) {
      failures += 1;
      error = errorData(cause);
      if (failures === 1) onFailed(key, error);
    }
  }

  return {
    changed() {
      // While it fails the pause is the failure's.
      if (settings() && !running && failures === 0) wakeAt(clock.now() + everyMs());
    },
    rotated(lines) {
      if (settings() && lines > sent) unsentFiles = Math.min(unsentFiles + 1, ROTATIONS);
    },
    runEnded() {
      if (!settings() || !hasNew()) return;
      const soon = clock.now() + SOON_MS;
      wakeAt(failures > 0 ? Math.max(soon, triedAt + firstPauseMs()) : soon);
    },
    error: () => error,
    async finish() {
      isFinished = true;
      disarm();
      await running;
      if (settings() && hasNew() && failures === 0) await attempt();
    },
  };
}
