import { STANDARD, STORAGE_CLASSES } from '../../../../shared/lifecycle/storageClasses.ts';

/** Classes of Amazon's that a lifecycle can move to; servers have others of their own. */
export const LOWER_CLASSES = STORAGE_CLASSES.filter((name) => name !== STANDARD);
