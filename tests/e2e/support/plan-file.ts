import { randomInt } from 'node:crypto';
import { buildKiefernheide } from '../../../portal/demo/kiefernheide.ts';

export interface PlanFile {
	/** For `setInputFiles`. */
	file: { name: string; mimeType: string; buffer: Buffer };
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
	return { file: { name: `Plan_${number}.gml`, mimeType: 'application/gml+xml', buffer: Buffer.from(gml) }, name };
}
