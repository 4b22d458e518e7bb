import type { SettingDocument } from '../../../../shared/settings/documents.ts';
import { withProperty } from '../property.ts';

type AccelerateDocument = SettingDocument<'accelerate'>;

export type Acceleration = 'never' | 'Enabled' | 'Suspended';

export function readAcceleration(document: AccelerateDocument | null): Acceleration {
  return document?.Status ?? 'never';
}

export function writeAcceleration(document: AccelerateDocument | null, state: Acceleration): AccelerateDocument {
  return withProperty(document ?? {}, 'Status', state === 'never' ? undefined : state);
}

/** A bucket that was accelerated once can only be suspended (S3 User Guide, "Enabling and using S3 Transfer Acceleration"). */
export function accelerationChoices(server: AccelerateDocument | null): Acceleration[] {
  return server?.Status ? ['Enabled', 'Suspended'] : ['never', 'Enabled', 'Suspended'];
}
