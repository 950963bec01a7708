import type { TenantScope } from '../../db/tenant-scope.ts';
import type { Frame } from './places-queries.ts';
import type { AttributeChange } from './types.ts';

/** Texts that became others and are named; beyond that the counts must do. */
const NAMED = 10;
const LABEL = 'Beschriftung der Zeichnung';

interface Counts {
	before: number;
	after: number;
	added: number;
	removed: number;
	changed: number;
	/** Pairs of texts. */
	texts: { before: string | null; after: string | null }[];
}

/**
 * Presentation objects (XP_PTO, XP_PPO …) of both versions: they say nothing that their objects do not, but the drawing looks different.
 * Matched by gml:id, then by what they are as a whole, because exports give out new ids; relations are left out for the same reason.
 * @param alike both versions have the same standard and CRS: properties and places can be compared as they are
 */
export async function letteringChanges(scope: TenantScope, frame: Pick<Frame, 'from' | 'to'>, alike: boolean): Promise<AttributeChange[]> {
	const [found] = await scope.query<Counts & Record<string, unknown>>(
		`with piece as (
			select o.plan_version_id = cast(:from as uuid) as earlier, o.gml_id, o.class, o.label, md5(concat_ws('|', o.class, o.label, case when cast(:alike as boolean) then
				concat_ws('|', encode(st_asbinary(o.native), 'hex'),
					(select jsonb_agg(a.item order by a.item) from jsonb_array_elements(o.attributes) as a(item) where a.item -> 'href' is null)) end)) as sum
			from plan_object o where o.tenant_id = :tenant and o.plan_version_id in (cast(:from as uuid), cast(:to as uuid)) and o.presentation
		),
		pair as (
			select f.label as before, t.label as after, f.sum <> t.sum as differs, f.gml_id, f.class
			from piece f join piece t on f.earlier and not t.earlier and t.gml_id = f.gml_id and t.class = f.class
		),
		alone as (
			select p.sum, count(*) filter (where p.earlier) as f, count(*) filter (where not p.earlier) as t from piece p
			where not exists (select from pair where pair.gml_id = p.gml_id and pair.class = p.class) group by p.sum
		)
		select cast((select count(*) from piece where earlier) as int) as before, cast((select count(*) from piece where not earlier) as int) as after,
			cast((select coalesce(sum(greatest(t - f, 0)), 0) from alone) as int) as added,
			cast((select coalesce(sum(greatest(f - t, 0)), 0) from alone) as int) as removed,
			cast((select count(*) from pair where differs) as int) as changed,
			coalesce((select json_agg(n) from (select before, after from pair where before is distinct from after order by before, after limit ${NAMED}) n), '[]') as texts`,
		{ from: frame.from, to: frame.to, alike }
	);
	const { before, after, added, removed, changed, texts } = found!;
	if (added + removed + changed === 0) return [];
	const parts = [`${added} neu`, `${removed} entfallen`, `${changed} geändert`].filter((part) => !part.startsWith('0 '));
	return [
		{ name: 'praesentationsobjekte', labels: [LABEL], before: elements(before), after: `${elements(after)}: ${parts.join(', ')}` },
		...texts.map((each): AttributeChange => ({ name: 'praesentationsobjekte.schriftinhalt', labels: [LABEL, 'Schrift'], before: each.before, after: each.after }))
	];
}

const elements = (count: number): string => `${count.toLocaleString('de-DE')} ${count === 1 ? 'Element' : 'Elemente'}`;
