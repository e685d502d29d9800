// Law, danger and insults.
import { sentencesOf } from './sentences-of';

/** Each must hand over as a legal or safety matter. */
export const graveMatters = sentencesOf(`
  vi faccio scrivere dal mio avvocato
  mi rivolgo al codacons
  se non mi rimborsate vi denuncio
  ho aperto una contestazione su paypal
  mi sono tagliato con un bordo scheggiato
  mio figlio si è ferito con la tazza
  ho avuto una reazione allergica allo smalto
  la lampada ha preso fuoco
  farò causa
  non voglio più vivere
  chiamo i carabinieri
  you will hear from my lawyer
  I'll sue you
  I'm going to dispute the charge with my bank
  I will report you to trading standards
  I cut my hand on the broken rim
  the lamp caught fire
  my daughter had an allergic reaction
  I want to kill myself
`);

/** Each must be noticed as abuse and reach a person. */
export const insults = sentencesOf(`
  siete degli stronzi
  vaffanculo
  sei un bot di merda
  siete dei ladri e truffatori
  you are idiots
  you stupid bot
  go to hell
`);
