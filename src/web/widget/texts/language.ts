// The languages of the widget's words.

export type Language = 'it' | 'en';
