import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { readConfig, settingNames } from '../src/config';
import { CareError } from '../src/errors';

const example = parseEnv(readFileSync(join(__dirname, '../.env.example'), 'utf8'));

describe('settings', () => {
  it('are all in .env.example, and .env.example has no others', () => {
    expect(Object.keys(example).sort()).toEqual([...settingNames].sort());
  });

  it('default to what .env.example says', () => {
    expect(readConfig({ ...example })).toEqual(readConfig({}));
  });

  it('are refused in a sentence that names the setting and not its value', () => {
    const refuse = () => readConfig({ PORT: 'hunter2', WIDGET_IDENTITY_SECRET: 'short-secret' });
    expect(refuse).toThrow(CareError);
    try {
      refuse();
    } catch (fault) {
      const { message } = fault as CareError;
      expect(message).toContain('PORT');
      expect(message).toContain('WIDGET_IDENTITY_SECRET');
      expect(message).not.toMatch(/hunter2|short-secret/);
    }
  });
});
