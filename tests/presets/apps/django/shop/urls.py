from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.urls import path


def users(request: HttpRequest) -> HttpResponse:
    """Fails before the migrations, as the first page of many projects does."""
    return HttpResponse(f"Django answers: {User.objects.count()} users")


urlpatterns = [path("", users)]
