import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { rateParts } from './rates.ts';

/** Gives the function that names a bandwidth limit, in bytes per second: "5 MB/s", and null: "Unlimited". */
export function useRateText(): (limit: number | null) => string {
  const { t } = useTranslation();
  return useCallback(
    (limit) => {
      if (limit === null) return t('bandwidth.unlimited');
      const { value, unit } = rateParts(limit);
      return t(`bandwidth.rate.${unit}`, { value });
    },
    [t],
  );
}
