/** Who did it. What Tickmark does by itself carries its name; a rule that decided carries the policy's. */
export function actorWords(actor: string): string {
  if (actor === 'engine' || actor === 'tickmark') return 'Tickmark';
  if (actor === 'policy') return 'the policy';
  return actor === 'you' ? 'you' : actor;
}
