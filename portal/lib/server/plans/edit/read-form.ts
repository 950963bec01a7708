import { EDIT_PARTS, type EditPart } from '../../../texts/plan-edit.ts';
import { uploadsOf } from '../../uploads/multipart.ts';
import { versionNumberOf } from '../version-number.ts';
import type { EditRequest } from './save.ts';

/** A form of the plan's editing: `record:property` for fields, `record!entfernen`, `record!datei`, `record!art` for the rest. */

export const partOf = (text: string | null): EditPart => EDIT_PARTS.find((each) => each === text) ?? 'angaben';

/** What was typed, for the form that is shown again; a chosen file cannot be. */
export function editValues(form: FormData): Record<string, string[]> {
	const values: Record<string, string[]> = {};
	for (const name of new Set(form.keys())) {
		if (!name.endsWith('!datei')) values[name] = form.getAll(name).filter((each) => typeof each === 'string');
	}
	return values;
}

export function editRequest(form: FormData, planId: string, accountId: string): EditRequest {
	const text = (name: string) => {
		const value = form.get(name);
		return typeof value === 'string' ? value : '';
	};
	const files = [...new Set(form.keys())].filter((name) => name.endsWith('!datei')).flatMap((name) => {
		const [upload] = uploadsOf(form, name);
		return upload ? [[name.slice(0, -'!datei'.length), upload] as const] : [];
	});
	return {
		planId,
		number: versionNumberOf(text('fassung') || null) ?? NaN,
		newest: versionNumberOf(text('stand') || null) ?? NaN,
		part: partOf(text('teil')),
		note: text('hinweis'),
		accountId,
		values: new Map(Object.entries(editValues(form))),
		uploads: new Map(files)
	};
}
