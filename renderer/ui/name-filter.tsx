import { MultiSelect } from '@mantine/core';
import { useRef, useState, type ReactNode } from 'react';
import { groupingLabels, type FilterDimension } from '../store/ledger-view.ts';
import { useApp } from '../store/use-app.ts';

/** How records without a name are called in a list of names. */
const notGiven = 'not given';

/** Chooses names of a dimension from those that the ledger holds; none chosen = every name. */
export function NameFilter(props: {
  readonly dimension: FilterDimension;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}): ReactNode {
  const { dimension, chosen, onChange } = props;
  const findNames = useApp((state) => state.findNames);
  const [search, setSearch] = useState('');
  const [found, setFound] = useState<readonly string[] | null>(null);
  const asked = useRef(0);
  const label = groupingLabels[dimension];

  async function find(text: string): Promise<void> {
    asked.current += 1;
    const turn = asked.current;
    const names = await findNames(dimension, text);
    // The last question counts, whatever is answered first.
    if (turn === asked.current) setFound(names);
  }

  // A chosen name stays in the list, or its pill could not be written.
  const offered = new Set([...(search === '' ? [''] : []), ...(found ?? []), ...chosen]);
  return (
    <MultiSelect
      label={label}
      placeholder={chosen.length === 0 ? 'All' : ''}
      className="one-line-pills"
      w={dimension === 'model' ? 200 : 150}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': `Every ${label.toLowerCase()}` }}
      nothingFoundMessage={found === null ? 'Reading…' : 'The ledger has no such name.'}
      // The services search: they know more names than are listed here.
      filter={({ options }) => options}
      data={[...offered].map((name) => ({ value: encode(name), label: name === '' ? notGiven : name }))}
      value={chosen.map(encode)}
      searchValue={search}
      onSearchChange={(text) => {
        setSearch(text);
        void find(text);
      }}
      onDropdownOpen={() => void find(search)}
      onChange={(values) => onChange(values.map(decode))}
      maxDropdownHeight={320}
      comboboxProps={{ width: 280, position: 'bottom-start' }}
    />
  );
}

/** A name as an option's value, which must not be empty. */
function encode(name: string): string {
  return `=${name}`;
}

function decode(value: string): string {
  return value.slice(1);
}
