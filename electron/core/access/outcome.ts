import type { Probe, ProbeWho } from '../../../shared/contract/access.ts';
import { AppError, appError, isCancelled } from '../../../shared/errors.ts';

/** What became of one request. `versionId`: that of the version or marker it made, where the server told. */
export type Outcome = Pick<Probe, 'answer' | 'status' | 'error'> & { versionId?: string | undefined };

type Proven = { status: number | undefined; versionId?: string | undefined };

/** Statuses of a refusal: 401 is how some servers refuse those without keys. */
function isRefusal({ data }: AppError, who: ProbeWho): boolean {
  if (data.code === 'access-denied') return true;
  return who === 'anonymous' && data.code === 'invalid-credentials';
}

/** Tells the server's yes from its no, and both from everything else. Throws when the work was cancelled. */
export async function outcomeOf(who: ProbeWho, request: Promise<Proven>): Promise<Outcome> {
  try {
    const { status = null, versionId } = await request;
    return { answer: 'allowed', status, error: null, versionId };
  } catch (error) {
    if (!(error instanceof AppError) || isCancelled(error)) throw error;
    const status = error.data.status ?? null;
    if (isRefusal(error, who)) return { answer: 'refused', status, error: null };
    return { answer: 'failed', status, error: error.data };
  }
}

/** The error of an answer that says yes and does not prove it, as that of a captive portal. */
export function unproven(operation: string, status: number | undefined): AppError {
  return appError('not-s3', `${operation}: the answer has no ETag`, { status });
}
