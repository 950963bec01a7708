import { readFile } from 'node:fs/promises';
import { DomainError } from '../../../../../gis/errors.ts';
import { FormError } from '../../check-form.ts';
import { uploadsOf } from '../../uploads/multipart.ts';
import type { Given } from './layers.ts';

const MAX_FILE_BYTES = 30 * 1024 * 1024;

/** A file or the address of a service, from the form. @throws FormError `file` for neither; DomainError `upload_too_large` */
export async function givenIn(form: FormData, { url, typeName }: { url: string; typeName: string }): Promise<Given> {
	const [file] = uploadsOf(form, 'datei');
	if (file && file.size > MAX_FILE_BYTES) throw new DomainError('upload_too_large', { limit: '30 MB' });
	if (file && file.size > 0) return { file: { name: file.name, bytes: await readFile(file.path) } };
	if (url.trim() === '') throw new FormError({ file: 'required' });
	return { url, typeName };
}
