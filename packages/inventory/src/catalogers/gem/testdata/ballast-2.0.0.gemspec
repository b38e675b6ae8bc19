# -*- encoding: utf-8 -*-
# stub: ballast 2.0.0 ruby lib

Gem::Specification.new do |s|
  s.name = "ballast".freeze
  s.version = "2.0.0"

  s.required_rubygems_version = Gem::Requirement.new(">= 0".freeze) if s.respond_to? :required_rubygems_version=
  s.metadata = { "rubygems_mfa_required" => "true" } if s.respond_to? :metadata=
  s.require_paths = ["lib".freeze]
  s.authors = ["Plimsoll".freeze]
  s.date = "2026-11-22"
  s.homepage = "https://example.org/ballast".freeze
  s.licenses = ["Apache-2.0".freeze, "MIT".freeze]
  s.rubygems_version = "3.3.15".freeze
  s.summary = "A made gem: \"quoted\", \u00E9 and \#{no} interpolation".freeze

  s.installed_by_version = "3.3.15" if s.respond_to? :installed_by_version

  if s.respond_to? :specification_version then
    s.specification_version = 4
  end

  if s.respond_to? :add_runtime_dependency then
    s.add_runtime_dependency(%q<keel>.freeze, [">= 2.0.1"])
  else
    s.add_dependency(%q<keel>.freeze, [">= 2.0.1"])
  end
end
