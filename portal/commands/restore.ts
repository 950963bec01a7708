import { restoreBackup } from '../lib/server/backup/restore.ts';
import { runBackupCommand } from './backup-command.ts';

await runBackupCommand('restore', 'Spielt eine Sicherung in eine leere Datenbank und den Dateispeicher zurück.', restoreBackup);
