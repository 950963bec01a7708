import { demoDates } from '../../../portal/demo/dates.ts';
import { buildLindenpark } from '../../../portal/demo/lindenpark.ts';
import { generatePlan } from '../../../portal/demo/bench-plan.ts';

interface ChosenFile {
	name: string;
	mimeType: string;
	buffer: Buffer;
}

const fileOf = (name: string, gml: string): ChosenFile => ({ name, mimeType: 'application/gml+xml', buffer: Buffer.from(gml) });

/**
 * The plan of the demo with three planted defects: a number that is none (structure), a link that leads nowhere (references), an
 * area whose outline crosses itself (geometry).
 */
export function defectivePlan(): ChosenFile {
	let gml = new TextDecoder().decode(buildLindenpark('entwurf', demoDates(new Date())).gml);
	gml = gml.replace('<xplan:Z>', '<xplan:Z>x').replace(/xlink:href="#[^"]+"/, 'xlink:href="#nirgends"');
	const [square] = [...gml.matchAll(/(<gml:exterior>\s*<gml:LinearRing[^>]*>\s*<gml:posList>)([^<]+)/g)].filter(([, , list]) => list!.trim().split(/\s+/).length === 10);
	const numbers = square![2]!.trim().split(/\s+/);
	// The second and the third point change places.
	const crossed = [...numbers.slice(0, 2), ...numbers.slice(4, 6), ...numbers.slice(2, 4), ...numbers.slice(6)].join(' ');
	gml = gml.replace(square![0], square![1]! + crossed);
	return fileOf('Lindenpark_fehlerhaft.gml', gml);
}

/** A plan whose check takes seconds, so that there is time to cancel it. */
export function largePlan(): ChosenFile {
	return fileOf('gross.gml', [...generatePlan({ objects: 10_000 })].join(''));
}
