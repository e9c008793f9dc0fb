// /Lang of the document and of passages, title in the window, scope of head cells, what figures show, a Document element on top, page furniture
// as artifacts.
#include "platform/pdf/finish.h"

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <stdexcept>

namespace kim::pdf {
namespace {

using Handle = QPDFObjectHandle;

/// CHECK of base/check.h is C++20.
void require(bool holds, const char* what) {
  if (!holds) throw std::logic_error(std::string("platform/pdf/finish.cpp: ") + what);
}

std::vector<Handle> children(Handle element) {
  Handle kids = element.getKey("/K");
  if (kids.isArray()) return kids.getArrayAsVector();
  return kids.isNull() ? std::vector<Handle>{} : std::vector<Handle>{kids};
}
bool is_element(Handle kid) { return kid.isDictionary() && kid.hasKey("/S"); }
bool is_furniture(Handle kid) { return is_element(kid) && kid.getKey("/S").getName() == std::string("/") + furniture; }

/// Walks the elements in the order they were opened; takes furniture out of the tree.
class Walk {
 public:
  explicit Walk(const Drawn& drawn) : languages_(drawn.languages), pictures_(drawn.pictures) {}
  void below(Handle element, const std::string& language) {
    std::vector<Handle> kept;
    for (const Handle& kid : children(element)) {
      if (!is_element(kid)) {
        kept.push_back(kid);
        continue;
      }
      require(next_ < languages_.size(), "an element that was not drawn");
      const auto picture = pictures_.find(next_);
      const std::string& own = languages_[next_++];
      if (is_furniture(kid)) continue;
      if (picture != pictures_.end()) describe(kid, picture->second);
      mark(kid, own, language);
      below(kid, own.empty() ? language : own);
      kept.push_back(kid);
    }
    element.replaceKey("/K", Handle::newArray(kept));
  }
  [[nodiscard]] bool complete() const { return next_ == languages_.size(); }

 private:
  static void mark(Handle element, const std::string& own, const std::string& around) {
    if (!own.empty() && own != around) element.replaceKey("/Lang", Handle::newUnicodeString(own));
    if (element.getKey("/S").getName() == "/TH")
      element.replaceKey("/A", Handle::parse("<< /O /Table /Scope /Column >>"));
  }
  static void describe(Handle element, const Picture& picture) {
    element.replaceKey("/Alt", Handle::newUnicodeString(picture.says));
    Handle look = Handle::parse("<< /O /Layout /Placement /Block >>"), box = Handle::newArray();
    for (const double edge : picture.box) box.appendItem(Handle::newReal(edge, 2));
    look.replaceKey("/BBox", box);
    element.replaceKey("/A", look);
  }
  const std::vector<std::string>& languages_;
  const std::map<std::size_t, Picture>& pictures_;
  std::size_t next_ = 0;
};

/// "/NonStruct << /MCID 3 >> BDC" becomes "/Artifact BMC".
std::string with_artifacts(std::string content) {
  const std::string begin = std::string("/") + furniture;
  for (auto at = content.find(begin); at != std::string::npos; at = content.find(begin, at)) {
    const auto end = content.find("BDC", at);
    require(end != std::string::npos, "furniture without end");
    content.replace(at, end + 3 - at, "/Artifact BMC");
  }
  return content;
}

std::string bytes_of(Handle stream) {
  const auto data = stream.getStreamData(qpdf_dl_all);
  return {reinterpret_cast<const char*>(data->getBuffer()), data->getSize()};
}

void mark_artifacts(QPDF& file) {
  for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(file).getAllPages()) {
    for (Handle stream : page.getPageContents())
      stream.replaceStreamData(with_artifacts(bytes_of(stream)), Handle::newNull(), Handle::newNull());
    page.getObjectHandle().replaceKey("/Tabs", Handle::newName("/S"));
  }
}

/// The structure with a Document element between root and content.
void put_document_on_top(QPDF& file, Handle root) {
  Handle top = file.makeIndirectObject(Handle::newDictionary());
  top.replaceKey("/Type", Handle::newName("/StructElem"));
  top.replaceKey("/S", Handle::newName("/Document"));
  top.replaceKey("/P", root);
  top.replaceKey("/K", root.getKey("/K"));
  for (Handle kid : children(top)) kid.replaceKey("/P", top);
  root.replaceKey("/K", Handle::newArray({top}));
}

/// Entries of the parent tree that point at removed elements would keep them in the file.
void forget_furniture(Handle root) {
  Handle tree = root.getKey("/ParentTree");
  if (!tree.isDictionary() || !tree.getKey("/Nums").isArray()) return;
  for (Handle one : tree.getKey("/Nums").getArrayAsVector()) {
    if (!one.isArray()) continue;
    for (int n = 0; n < one.getArrayNItems(); ++n)
      if (is_furniture(one.getArrayItem(n))) one.setArrayItem(n, Handle::newNull());
  }
}

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : std::string(1, c);
  return out;
}

void put_metadata(QPDF& file, const std::string& title) {
  const std::string xmp =
      "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
      "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title><rdf:Alt>"
      "<rdf:li xml:lang=\"x-default\">" +
      escaped(title) + "</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>";
  Handle stream = Handle::newStream(&file, xmp);
  stream.getDict().replaceKey("/Type", Handle::newName("/Metadata"));
  stream.getDict().replaceKey("/Subtype", Handle::newName("/XML"));
  file.getRoot().replaceKey("/Metadata", file.makeIndirectObject(stream));
}

std::string written(QPDF& file) {
  QPDFWriter writer(file);
  writer.setOutputMemory();
  writer.setDeterministicID(true);
  writer.setObjectStreamMode(qpdf_o_generate);
  writer.write();
  const std::unique_ptr<Buffer> buffer(writer.getBuffer());
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

}  // namespace

std::string finish(const std::string& title, const std::string& language, const Drawn& drawn) {
  QPDF file;
  file.processMemoryFile("letter", drawn.bytes.data(), drawn.bytes.size());
  Handle root = file.getRoot(), structure = root.getKey("/StructTreeRoot");
  require(structure.isDictionary(), "no structure");
  root.replaceKey("/Lang", Handle::newUnicodeString(language));
  root.replaceKey("/ViewerPreferences", Handle::parse("<< /DisplayDocTitle true >>"));
  root.replaceKey("/MarkInfo", Handle::parse("<< /Marked true >>"));
  forget_furniture(structure);
  Walk walk(drawn);
  walk.below(structure, language);
  require(walk.complete(), "an element is missing");
  put_document_on_top(file, structure);
  mark_artifacts(file);
  put_metadata(file, title);
  return written(file);
}

}  // namespace kim::pdf
