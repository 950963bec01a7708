import { randomInt } from 'node:crypto';
import { buildKiefernheide } from '../../../portal/demo/kiefernheide.ts';

export interface PlanFile {
	/** For `setInputFiles`. */
	file: { name: string; mimeType: string; buffer: Buffer };
	/** As the portal shows it. */
	name: string;
}

interface Faults {
	fault?: boolean;
	overlap?: boolean;
}

/** A Bebauungsplan as XPlanGML 5.4 that the demo Land does not have yet; with `fault` one reference in it leads nowhere, with `overlap` a building area reaches into its neighbour. */
export function planFile(title: string, faults: Faults = {}): PlanFile {
	// The same plan once more would be the next version of the first one.
	return planOf(title, randomInt(100, 1_000_000), faults);
}

/** The same plan twice: with a reference that leads nowhere, and repaired. */
export function planFiles(title: string): [PlanFile, PlanFile] {
	const number = randomInt(100, 1_000_000);
	return [planOf(title, number, { fault: true }), planOf(title, number, {})];
}

function planOf(title: string, number: number, { fault = false, overlap = false }: Faults): PlanFile {
	const name = `Bebauungsplan Nr. ${number} „${title}“`;
	let gml = new TextDecoder().decode(buildKiefernheide(new Date()).gml);
	gml = gml.replace(/(<xplan:name>)Bebauungsplan[^<]*/, `$1${name}`).replace(/(<xplan:nummer>)2</, `$1${number}<`);
	if (fault) gml = gml.replace(/(refTextInhalt xlink:href="#)[^"]*/, '$1GML_fehlt');
	if (overlap) gml = gml.replace(/(<xplan:BP_BaugebietsTeilFlaeche[\s\S]*?<gml:posList[^>]*>)([^<]*)/, (_, before: string, list: string) => {
		const ordinates = list.trim().split(/\s+/).map(Number);
		ordinates[2]! += 12;
		ordinates[3]! += 12;
		return before + ordinates.join(' ');
	});
	return { file: { name: `Plan_${number}.gml`, mimeType: 'application/gml+xml', buffer: Buffer.from(gml) }, name };
}
