using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace EventTicket.Web.Site;

/// <summary>Every form of the site must bring the token it was rendered with. The gateway knows no cookies, so nothing there can be forged.</summary>
internal sealed class FormsAreOurs : IControllerModelConvention
{
    public void Apply(ControllerModel controller)
    {
        if (controller.Attributes.OfType<OnSideAttribute>().FirstOrDefault()?.Side is null or Side.Site)
        {
            controller.Filters.Add(new AutoValidateAntiforgeryTokenAttribute());
        }
    }
}
