/** The policy, clause by clause, in its own words: where every refusal leads. */
import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { answered, api } from '../calling.ts';
import { Loading } from '../pieces/loading.tsx';
import { PageTitle } from '../pieces/title.tsx';

export const Policy = (): ReactNode => {
  const { data } = useQuery({ queryKey: ['policy'], queryFn: () => answered(api.GET('/policy')) });
  useEffect(() => {
    if (data) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  }, [data]);
  return (
    <Stack gap="md" maw={860}>
      <PageTitle>Policy 430</PageTitle>
      {!data && <Loading what="Fetching the policy" />}
      {data && (
        <Text size="sm" c="dimmed" className="digest">
          Version {data.version}, SHA-256 {data.digest}
        </Text>
      )}
      {data?.clauses.map(({ clause, text }) => (
        <section key={clause} id={clause} className="clause">
          <Text component="h2" fw={650}>
            {clause}
          </Text>
          <Text>{text}</Text>
        </section>
      ))}
    </Stack>
  );
};
