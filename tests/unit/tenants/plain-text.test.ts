import { expect, test } from 'vitest';
import { readBlocksFromPlainText, readPartsFromLine } from '../../../portal/lib/server/tenants/plain-text.ts';

test('headings, paragraphs, lists and addresses', () => {
	expect(readBlocksFromPlainText('## Kontakt\r\nBauamt\r\nMarkt 1\r\n\r\n- eins\r\n- zwei https://beispiel.example/a.\r\nbauamt@ort.example')).toEqual([
		{ type: 'heading', level: 2, text: 'Kontakt' },
		{ type: 'paragraph', parts: [[{ text: 'Bauamt' }], [{ text: 'Markt 1' }]] },
		{
			type: 'list',
			items: [
				[{ text: 'eins' }],
				[{ text: 'zwei ' }, { text: 'https://beispiel.example/a', href: 'https://beispiel.example/a' }, { text: '.' }]
			]
		},
		{ type: 'paragraph', parts: [[{ text: 'bauamt@ort.example', href: 'mailto:bauamt@ort.example' }]] }
	]);
});

test('markup and script addresses stay plain text', () => {
	expect(readBlocksFromPlainText('<script>alert(1)</script> javascript:alert(1)')).toEqual([
		{ type: 'paragraph', parts: [[{ text: '<script>alert(1)</script> javascript:alert(1)' }]] }
	]);
});

test('a line of half a million letters is read at once', () => {
	const line = 'a'.repeat(500_000);
	expect(readPartsFromLine(line)).toEqual([{ text: line }]);
});
