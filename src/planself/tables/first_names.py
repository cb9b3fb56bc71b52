"""First names that are common in Germany and around, by which people's names are told from those of places."""

from __future__ import annotations

_NAMES = """
achim adam adele adrian agnes ahmed ahmet aleksandra alena alex alexander alexandra alfred ali alice alina
amelie amina amir andre andrea andreas andrej angela angelika anika anita anja anke ann anna annalena anne
annegret anneliese annemarie annett annette annika ansgar antje anton antonia armin arne arnold arthur artur
astrid aylin ayse barbara bastian beate beatrice beatrix ben benedikt benjamin bernd bernhard bettina bianca
birgit birgitta birte björn bodo britta brigitte bruno burkhard can carina carl carla carmen carola carolin
caroline carsten catrin cem charlotte chris christa christel christian christiane christin christina christine
christof christoph christopher clara clemens constanze cora corinna cornelia dagmar daniel daniela david denis
dennis detlef diana dieter dietmar dimitri dirk dominik dora doreen doris dorothea dorothee eberhard eckhard
edgar edith egon elena eleonore elfriede elif elisa elisabeth elke ella ellen elmar elvira emil emilia emily
emma emre erich erik erika erna ernst erwin esther eugen eva evelyn evi fabian fatih fatima fatma felix
ferdinand filip finn florian frank franz franziska fredrik frida frieda friedhelm friedrich fritz gabi gabriel
gabriele georg gerald gerd gerda gerhard gerlinde gernot gertrud gisela gregor greta guido günter günther gudrun
gustav hannah hannelore hannes hans harald harry hartmut hasan hedwig heidemarie heidi heike heiko heiner
heinrich heinz helena helene helga helmut henning henrike henry herbert hermann hilde hildegard holger horst
hubert hugo ibrahim ida ilona ilse imke ina ines inga inge ingeborg ingo ingrid irene irina iris irmgard isabel
isabell isabella ivan jacob jacqueline jakob james jan jana jane janina jannik jasmin jean jeanette jennifer
jens jessica joachim joanna jochen johann johanna johannes john jonas jonathan jörg josef joseph josefine judith
julia julian juliane jürgen jutta kai karen karin karina karl karla karolin karsten katarina katharina kathrin
katja katrin kerstin kevin kilian kim kirsten klara klaus konrad konstantin kristin kristina kurt lara lars
laura lea lena lennart leon leonie leo levin lia lieselotte lilli lilly lina linda linus lisa lothar louis
louisa luca lucas lucia ludwig luis luisa luise lukas lutz lydia maike malte mandy manfred manuel manuela marc
marcel marco marcus mareike margarete margit margot margret maria marianne marie marina mario marion marius mark
marko markus marlene marlies marta martha martin martina mary mathias mathilde matteo matthias max maximilian
mehmet meike melanie melissa merle mia micha michael michaela michel michelle mike mila miriam mirko mohamed
mohammed monika moritz murat mustafa nadine nadja natalia natalie natascha nele nico nicolas nicole niklas nils
nina noah nora norbert oksana olaf oleg olga oliver olivia omar oskar ottilie otto pascal patricia patrick paul
paula pauline peer peggy peter petra philip philipp pia rainer ralf ralph ramona raphael rebecca regina regine
reinhard reinhold renate rene ricarda richard rita robert robin roger roland rolf roman romy ronald ronny rosa
rosemarie roswitha rudi rudolf ruth rüdiger sabine sabrina sahra samira samuel sandra sandy sara sarah sascha
sebastian selina serkan siegfried siegmar sigrid silke silvia simon simone sina sofia sofie sonja sophia sophie
stefan stefanie steffen steffi stella stephan stephanie steve steven susan susanna susanne sven svenja svetlana
sybille sylvia tamara tanja tatjana thea theo theodor theresa therese thilo thomas thorben thorsten till tilo
tim timo tina tobias tom torben torsten udo ulf uli ulla ulrich ulrike ursula ute uta uwe valentin valentina
vanessa vera verena veronika victoria viktor viktoria viola volker volkmar vincent waldemar walter waltraud
wanda werner wiebke wilfried wilhelm willi william wolf wolfgang wolfram xaver yannick yasemin yasmin yusuf
yvonne zeynep zoe
"""
FIRST_NAMES = tuple(_NAMES.split())
