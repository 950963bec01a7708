import { randomInt } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildKiefernheide } from '../../../portal/demo/kiefernheide.ts';

export interface PlanFile {
	path: string;
	/** As the portal shows it. */
	name: string;
}

/** A Bebauungsplan as XPlanGML 5.4 that the demo Land does not have yet; with `fault` one reference in it leads nowhere. */
export function planFile(title: string, { fault = false } = {}): PlanFile {
	// The same plan once more would be the next version of the first one.
	const number = randomInt(100, 1_000_000);
	const name = `Bebauungsplan Nr. ${number} „${title}“`;
	let gml = new TextDecoder().decode(buildKiefernheide(new Date()).gml);
	gml = gml.replace(/(<xplan:name>)Bebauungsplan[^<]*/, `$1${name}`).replace(/(<xplan:nummer>)2</, `$1${number}<`);
	if (fault) gml = gml.replace(/(refTextInhalt xlink:href="#)[^"]*/, '$1GML_fehlt');
	const path = join(mkdtempSync(join(tmpdir(), 'bauleitportal-plan-')), `Plan_${number}.gml`);
	writeFileSync(path, gml);
	return { path, name };
}
