import { describe, expect, it } from 'vitest';
import { dayText, fileText, objectTitle, periodText } from '../../../portal/lib/texts/plans.ts';
import { disposition } from '../../../portal/lib/server/plans/documents.ts';

describe('texts about plans', () => {
	it('writes days and periods as people do', () => {
		expect(dayText('2026-03-01')).toBe('1. März 2026');
		expect(periodText('2026-03-02', '2026-04-02')).toBe('vom 02.03.2026 bis einschließlich 02.04.2026');
	});

	it('says kind and size of a file', () => {
		expect(fileText('application/pdf', 1_258_291)).toBe('PDF, 1,2 MB');
		expect(fileText('image/png', 900)).toBe('PNG, 1 KB');
		expect(fileText(null, null)).toBe('');
	});

	it('does not repeat the lettering in a title', () => {
		expect(objectTitle('Baugrenze', null)).toBe('Baugrenze');
		expect(objectTitle('Allgemeines Wohngebiet (WA)', 'WA')).toBe('Allgemeines Wohngebiet (WA)');
		expect(objectTitle('Allgemeines Wohngebiet', 'WA 1')).toBe('Allgemeines Wohngebiet – WA 1');
	});
});

describe('name of a download', () => {
	it('keeps umlauts and cannot break the header', () => {
		expect(disposition('attachment', 'Begründung "Süd".pdf')).toBe(
			`attachment; filename="Begrundung _Sud_.pdf"; filename*=UTF-8''Begr%C3%BCndung%20%22S%C3%BCd%22.pdf`
		);
		expect(disposition('inline', 'a\r\nX: 1')).not.toMatch(/[\r\n]/);
	});
});
