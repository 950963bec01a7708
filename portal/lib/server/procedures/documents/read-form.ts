import { textsOf } from '../../form-values.ts';

/** What a form of the documents page says; the business checks it. Files come by `uploadsOf`. */
export function readDocumentForm(form: FormData) {
	const texts = textsOf(form, ['documentId', 'titel', 'art', 'unter', 'begruendung', 'schritt', 'fassung']);
	return {
		documentId: texts.documentId,
		title: texts.titel,
		category: texts.art || 'sonstiges',
		parentId: texts.unter,
		forPublic: form.get('oeffentlich') === 'ja',
		forToeb: form.get('toeb') === 'ja',
		reason: texts.begruendung,
		stepId: texts.schritt,
		versionId: texts.fassung,
		stepIds: form.getAll('schritte').filter((value): value is string => typeof value === 'string')
	};
}
