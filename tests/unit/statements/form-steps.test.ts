import { describe, expect, it } from 'vitest';
import { countCharacters, readPlaces } from '../../../portal/lib/forms/statement.ts';
import { FIELD, readStep } from '../../../portal/lib/forms/statement-steps.ts';
import { readStatementForm } from '../../../portal/lib/server/statements/form/read-form.ts';
import { meaningOf } from '../../../portal/lib/server/statements/form/take-step.ts';

const form = (values: Record<string, string>) => {
	const data = new FormData();
	for (const [name, value] of Object.entries(values)) data.append(name, value);
	return readStatementForm(data);
};

describe('steps of the form', () => {
	it('reads buttons with their argument, and nothing else', () => {
		expect(readStep('objekt-hinzufuegen:GML_1:2')).toEqual({ step: 'objekt-hinzufuegen', argument: 'GML_1:2' });
		expect(readStep('loeschen')).toEqual({ step: 'standard', argument: '' });
	});

	it('takes Enter for what was typed last', () => {
		const step = (values: Record<string, string>) => meaningOf(form({ [FIELD.step]: 'standard', ...values })).step;
		expect(step({ [FIELD.objectText]: 'Baum' })).toBe('objekt-suchen');
		expect(step({ [FIELD.objectText]: 'Baum', [FIELD.objectTextDone]: 'Baum', [FIELD.coordinates]: '51 13' })).toBe('koordinaten-hinzufuegen');
		expect(step({ [FIELD.objectText]: 'Baum', [FIELD.objectTextDone]: 'Baum', [FIELD.addressText]: 'Markt' })).toBe('adresse-suchen');
		expect(step({ [FIELD.text]: 'Hallo' })).toBe('pruefen');
	});

	it('keeps what was typed even where the rest is broken', () => {
		const posted = form({ [FIELD.text]: 'Zeile\r\nzwei', [FIELD.places]: '{"x":1}', [FIELD.key]: 'kaputt' });
		expect(posted).toMatchObject({ placesUnreadable: true, state: { text: 'Zeile\nzwei', places: [] } });
		expect(posted.state.key).toMatch(/^[0-9a-f-]{36}$/);
	});

	it('reads places strictly', () => {
		expect(readPlaces('')).toEqual([]);
		const ring = [[13, 51], [13.1, 51], [13.1, 51.1], [13, 51]];
		expect(readPlaces(JSON.stringify([{ kind: 'polygon', geometry: { type: 'Polygon', coordinates: [ring] }, label: ' Ecke ' }]))).toMatchObject([
			{ kind: 'polygon', crs: 'EPSG:4326', label: 'Ecke' }
		]);
		const open = [...ring.slice(0, 3), [12, 50]];
		for (const wrong of ['[', '{}', '[{"kind":"circle"}]', JSON.stringify([{ kind: 'polygon', geometry: { type: 'Polygon', coordinates: [open] } }])])
			expect(readPlaces(wrong)).toBeNull();
	});

	it('counts as people do', () => {
		expect(countCharacters('a\r\nb')).toBe(3);
		expect(countCharacters('😀😀')).toBe(2);
	});
});
