import { useMutation } from '@tanstack/react-query';
import { sameDocument } from '../../../../shared/settings/sameDocument.ts';

/**
 * Makes what `input` asks for, when told to. What was made is there only while the input is still the same: a link that
 * differs from the fields above it would be shared for another.
 */
export function useMade<In, Out>(input: In | null, make: (input: In) => Promise<Out>) {
  const { data, error, variables, mutate, isPending } = useMutation({ mutationFn: make });
  const isCurrent = variables !== undefined && sameDocument(variables, input);
  return {
    made: isCurrent && data !== undefined ? data : null,
    error: isCurrent ? error : null,
    isMaking: isPending,
    make() {
      if (input !== null) mutate(input);
    },
  };
}
