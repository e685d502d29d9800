import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refusalText } from '../conversation/refusal';
import { calls } from '../data/calls';
import type { ColleagueChange, NewColleague } from '../data/contract';
import { keys } from '../data/queries';

/** Saves people; a refusal stays readable in `fault`. */
export function useSavePerson() {
  const client = useQueryClient();
  const { t } = useTranslation();
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState('');

  async function save(call: () => Promise<unknown>): Promise<boolean> {
    setBusy(true);
    setFault('');
    try {
      await call();
      return true;
    } catch (error) {
      setFault(refusalText(t, error));
      return false;
    } finally {
      setBusy(false);
      for (const queryKey of [keys.agents, keys.me]) void client.invalidateQueries({ queryKey });
    }
  }

  return {
    isBusy,
    fault,
    add: (person: NewColleague) => save(() => calls.addAgent(person)),
    change: (id: string, change: ColleagueChange) => save(() => calls.changeAgent(id, change)),
  };
}
