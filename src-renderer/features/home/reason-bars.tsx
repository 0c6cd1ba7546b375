import type { HomeNumbers } from '../../../src-main/contract/insight.ts';
import { formatCount } from '../../format/amount.ts';

/** Why documents waited for a person, most frequent first. */
export function ReasonBars({ reasons }: { reasons: HomeNumbers['reasons'] }) {
  if (reasons.length === 0) {
    return <p className="text-ink-2">Nothing waits now. While documents do, their reasons are counted here.</p>;
  }
  const most = Math.max(...reasons.map(({ count }) => count));
  return (
    <table className="w-full border-collapse">
      <caption className="sr-only">Documents by the reason why they waited</caption>
      <tbody>
        {reasons.map(({ group, count }) => (
          <tr key={group} className="border-b last:border-0">
            <th scope="row" className="w-[46%] py-[7px] pr-3 text-left font-normal">
              {group}
            </th>
            <td className="py-[7px]">
              <div className="flex items-center gap-2">
                <div aria-hidden="true" className="flex-1">
                  <div className="h-2 min-w-1 rounded-[2px] bg-accent opacity-85" style={{ width: `${(count / most) * 100}%` }} />
                </div>
                <span className="num w-9">{formatCount(count)}</span>
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
