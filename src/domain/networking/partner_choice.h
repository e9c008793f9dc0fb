// The part of the form that names the bodies that took part; not stored itself.
#pragma once

#include "domain/networking/networking.h"
#include "platform/forms/forms.h"

namespace kim::networking {

/// The form's selects; as many are shown as are filled, and one more.
struct PartnerChoice {
  BodyId first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth;
};
inline constexpr record::Shape partner_shape = record::reference();
inline constexpr record::Field partner_fields[] = {
    record::field<&PartnerChoice::first>("partner", N_("Beteiligte Stelle"), partner_shape, may, open,
                                         "Netzwerkarbeit"),
    record::field<&PartnerChoice::second>("partner_2", N_("Zweite Stelle"), partner_shape, may, open, "Netzwerkarbeit"),
    record::field<&PartnerChoice::third>("partner_3", N_("Dritte Stelle"), partner_shape, may, open, "Netzwerkarbeit"),
    record::field<&PartnerChoice::fourth>("partner_4", N_("Vierte Stelle"), partner_shape, may, open, "Netzwerkarbeit"),
    record::field<&PartnerChoice::fifth>("partner_5", N_("Fünfte Stelle"), partner_shape, may, open, "Netzwerkarbeit"),
    record::field<&PartnerChoice::sixth>("partner_6", N_("Sechste Stelle"), partner_shape, may, open, "Netzwerkarbeit"),
    record::field<&PartnerChoice::seventh>("partner_7", N_("Siebte Stelle"), partner_shape, may, open,
                                           "Netzwerkarbeit"),
    record::field<&PartnerChoice::eighth>("partner_8", N_("Achte Stelle"), partner_shape, may, open, "Netzwerkarbeit"),
    record::field<&PartnerChoice::ninth>("partner_9", N_("Neunte Stelle"), partner_shape, may, open, "Netzwerkarbeit"),
    record::field<&PartnerChoice::tenth>("partner_10", N_("Zehnte Stelle"), partner_shape, may, open, "Netzwerkarbeit"),
};
inline constexpr record::Record partner_record{"network_partner", N_("Beteiligte Stellen"), partner_fields};
static_assert(std::size(partner_fields) == partners_most);

/// What was chosen, in its order; `errors` grows by what is no choice at all.
[[nodiscard]] Bodies partners_from(const http::Form& form, Day today, std::vector<FieldError>& errors);
/// Puts bodies into the selects.
void fill_partners(const Bodies& bodies, http::Form& form);
/// The selects: at least two, always one empty one more, and a button for further ones. Sent with `more_name` the form
/// only comes back with what was typed.
inline constexpr std::string_view more_name = "weitere_stelle";
[[nodiscard]] html::Fragment partner_controls(Context& ctx, const forms::Input& input);

}  // namespace kim::networking
