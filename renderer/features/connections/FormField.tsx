import type { TFunction } from 'i18next';
import { type Control, useController } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { TextField, type TextFieldProps } from '../../ui/TextField.tsx';
import type { FormValues } from './formValues.ts';

type TextName = 'name' | 'endpoint' | 'region' | 'accessKeyId' | 'secretAccessKey' | 'sessionToken';

/** What to do about a field that is not right. */
export function fieldHint(name: TextName, problem: string | undefined, t: TFunction): string {
  switch (name) {
    case 'name':
      return t('connections.needName');
    case 'endpoint':
      return problem === 'account' ? t('connections.needAccount') : t('connections.needEndpoint');
    case 'region':
      return t('connections.needRegion');
    case 'accessKeyId':
      return t('connections.needAccessKey');
    case 'secretAccessKey':
      return t('connections.needSecretKey');
    case 'sessionToken':
      return t('connections.tokenTooLong');
  }
}

/** A text field of the connection form; `tidy` puts what was typed right when the field is left. */
export function FormField({
  name,
  control,
  tidy,
  ...field
}: Omit<TextFieldProps, 'value' | 'onChange' | 'onBlur' | 'error' | 'inputRef'> & {
  name: TextName;
  control: Control<FormValues>;
  tidy?: (typed: string) => string;
}) {
  const { t } = useTranslation();
  const { field: bound, fieldState } = useController({ name, control });
  return (
    <TextField
      {...field}
      inputRef={bound.ref}
      value={bound.value}
      onChange={bound.onChange}
      onBlur={() => {
        if (tidy && tidy(bound.value) !== bound.value) bound.onChange(tidy(bound.value));
        bound.onBlur();
      }}
      error={fieldState.error && fieldHint(name, fieldState.error.message, t)}
    />
  );
}
