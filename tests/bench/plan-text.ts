import { generatePlan } from '../../portal/demo/index.ts';

let template: { objects: number; text: string } | undefined;

/** A generated plan with its own name and number; otherwise the same, so that every plan costs the same. */
export function makePlanText(number: number, objects: number): Uint8Array {
	if (template?.objects !== objects) template = { objects, text: [...generatePlan({ objects })].join('') };
	const named = template.text.replace(/<xplan:name>[^<]*/, `<xplan:name>Messplan ${number}`).replace(/<xplan:nummer>M [^<]*/, `<xplan:nummer>M ${number}`);
	return new TextEncoder().encode(named);
}
