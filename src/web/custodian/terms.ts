/** The Department's settings, as anyone may read them; ours until they came. */
import { useQuery } from '@tanstack/react-query';
import { answered, api } from '../calling.ts';

export const useTerms = (): { readonly coolingHours: number; readonly recordsRequestDays: number } => {
  const { data } = useQuery({ queryKey: ['policy-terms'], queryFn: () => answered(api.GET('/policy/terms')) });
  const of = (name: string, usual: number): number => data?.settings.find((one) => one.name === name)?.value ?? usual;
  return { coolingHours: of('coolingHours', 24), recordsRequestDays: of('recordsRequestDays', 10) };
};
