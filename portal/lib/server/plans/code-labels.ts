/** The browser needs it too, for plans that it draws from the file. */
export { CodeLabels } from '../../map/code-labels.ts';
