import { expect, test } from 'vitest';
import { legalPageTemplate } from '../../../portal/lib/texts/legal.ts';
import { LEGAL_PAGES } from '../../../portal/lib/server/tenants/types.ts';

const contact = { organisation: 'Bauamt', street: 'Markt 1', postcode: '01990', city: 'Musterlinden', phone: '03599 1', email: 'bauamt@ort.example' };
const legal = {
	representative: 'Erika Mustermann',
	legalForm: 'Körperschaft des öffentlichen Rechts',
	supervisoryAuthority: 'Landratsamt',
	dataProtectionOfficer: 'Paula Probe',
	dataProtectionEmail: 'ds@ort.example',
	responsibleForContent: 'Max Muster',
	accessibilityEnforcement: 'Durchsetzungsstelle',
	dataProtectionAuthority: 'Landesbeauftragte'
};

test.each(LEGAL_PAGES)('%s is complete when the tenant gave everything, and says what is missing otherwise', (kind) => {
	const facts = { name: 'Stadt Musterlinden', address: 'https://portal.example/musterlinden', contact, legal };
	expect(legalPageTemplate(kind, facts)).not.toMatch(/undefined|\[Bitte/);
	expect(legalPageTemplate(kind, { ...facts, legal: {}, contact: {} })).toContain('[Bitte in den Einstellungen ergänzen:');
});

test('the privacy notice names the legal basis, the rights and the officer', () => {
	const text = legalPageTemplate('datenschutz', { name: 'Stadt', address: 'https://portal.example', contact, legal });
	for (const part of ['Artikel 6 Absatz 1 Buchstabe e', '§§ 3 und 4a', 'Paula Probe', 'Artikel 15', 'Artikel 21', 'Landesbeauftragte']) expect(text).toContain(part);
});
