#include "app/demo_papers.h"

#include "base/codes.h"
#include "domain/documents/document.h"
#include "domain/documents/letter.h"

namespace kim::app::demo {

Result<DocumentId> papers(Context& ctx, CaseId id, const std::string& letter_language) {
  documents::Letter letter;
  letter.text = "einladung";
  letter.language = code_list("letter_language").find(letter_language) != nullptr ? letter_language : "de";
  letter.on = ctx.today() + std::chrono::days(14);
  letter.time = "10:00";
  letter.place = "Kreishaus, Aldegreverstraße 10, Raum 112";
  TRY(documents::make_letter(ctx, id, letter));
  documents::Document paper;
  paper.kind = "notice";
  paper.title = "Schreiben des Jobcenters, abgetippt";
  return documents::keep_file(
      ctx, id, paper,
      {"Schreiben Jobcenter.txt",
       "Sehr geehrte Damen und Herren,\nbitte reichen Sie die fehlenden Unterlagen bis zum Monatsende nach.\n"});
}

}  // namespace kim::app::demo
