import { describe, expect, it } from 'vitest';
import { attachmentOf } from '../../../portal/lib/server/plans/archive-documents.ts';

const file = (name: string) => ({ name, size: 1, open: async function* () {} });
const attachments = ['plan/Begründung.pdf', 'anderswo/begründung.pdf', 'plan/50%.pdf', 'plan/karte.tif'].map(file);
const found = (url: string | null, name = 'Anlage', gmlPath: string | null = 'plan/x.gml') =>
	attachmentOf({ ownerGmlId: 'P', name, type: null, url, mimeType: null }, gmlPath, attachments)?.name;

describe('file of a ZIP that a reference names', () => {
	it('is looked for beside the GML first', () => {
		expect(found('Begründung.pdf')).toBe('plan/Begründung.pdf');
		expect(found('begründung.pdf', 'Anlage', 'anderswo/x.gml')).toBe('anderswo/begründung.pdf');
	});

	it('is found whatever program wrote the name', () => {
		for (const url of ['./Begr%C3%BCndung.pdf', 'BEGRÜNDUNG.PDF', 'Begru\u0308ndung.pdf', 'C:\\Plan\\Begründung.pdf', 'ordner/begründung.pdf'])
			expect(found(url), url).toBe('plan/Begründung.pdf');
		expect(found('50%.pdf')).toBe('plan/50%.pdf');
	});

	it('is found by the name of the reference where it has no address', () => {
		expect(found(null, 'karte.tif')).toBe('plan/karte.tif');
	});

	it('is not guessed for an address on the web, nor for an unknown name', () => {
		expect(found('https://example.org/karte.tif')).toBeUndefined();
		expect(found('fehlt.pdf')).toBeUndefined();
	});
});
